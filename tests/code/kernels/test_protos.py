from kanhe.code.naming import hash_texts, signature_hashes
from tests.builders.dex import Class, Method
from tests.builders.program import tables_of


def test_prototypes_hash_like_their_text() -> None:
    protos = ["()V", "(I)I", "(Ljava/lang/String;[[JZ)Ljava/lang/Object;"]
    (dex,) = tables_of([Class("La/A;", methods=[Method(f"m{k}", p) for k, p in enumerate(protos)])])
    wanted = {
        f"m{k}{p}": h
        for k, (p, h) in enumerate(
            zip(protos, signature_hashes(hash_texts([f"m{k}" for k in range(3)]), hash_texts(protos)), strict=True)
        )
    }
    for k in range(len(dex.method_name)):
        text = dex.method_text(k).partition("->")[2]
        assert dex.method_signature[k] == wanted[text]
