import subprocess
import sys


def test_a_worker_has_read_what_a_job_needs() -> None:
    code = (
        "import sys; from kanhe.server.work.warm import dask_setup; dask_setup(None);"
        "print('kanhe.inspection' in sys.modules, 'kanhe.report.html.render' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert told == ["True", "True"]
