import pytest

from kanhe.declared.documents.tongue import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们会收集您的设备信息，用于为您提供服务。", "zh"),
        ("我們會收集您的設備資訊，用於為您提供服務。", "zh-Hant"),
        ("我们会收集 IMEI, Android ID, MAC address 与 OAID。", "zh"),
        ("We collect information that you give to us when you use our services.", "en"),
        ("私たちはお客様の個人情報を収集し、サービスの提供のために利用します。", "Japanese"),
        ("우리는 귀하의 개인정보를 수집하여 서비스를 제공합니다.", "Korean"),
        ("Мы собираем вашу личную информацию для предоставления услуг.", "Cyrillic"),
        ("Wir erheben Ihre Daten und verwenden sie, um Ihnen die Dienste zu geben, die Sie mit uns vereinbaren.", "another European language"),
        ("12 34 ...", None),
        ("", None),
    ],
)  # fmt: skip
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language
