"""The command line: every command explains itself, misuse is told with what to do, nothing is loaded that is not asked for."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kado.cli.main import COMMANDS, main


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert "usage: kado" in capsys.readouterr().out


def test_an_unknown_command_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["froecast"])
    assert ended.value.code == 2
    assert "forecast" in capsys.readouterr().err


def test_a_missing_input_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "forecast",
                "--input",
                "absent.parquet",
                "--output",
                "o.parquet",
                "--horizon-days",
                "30",
            ]
        )
        == 2
    )
    error = capsys.readouterr().err
    assert "absent.parquet" in error and "Traceback" not in error


def test_stand_alone_commands_do_not_load_the_web() -> None:
    code = (
        "import sys, kado.cli.main as m\n"
        "try: m.main(['forecast', '--help'])\n"
        "except SystemExit: pass\n"
        "assert 'django' not in sys.modules and 'deltalake' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize(
    "command",
    [
        ["edition", "list", "--schedule"],
        ["digest"],
        ["worker", "--once"],
        ["rights", "work"],
        ["serve"],
    ],
)
def test_a_home_without_a_database_is_named_with_what_to_do(
    command: list[str], tmp_path: Path
) -> None:
    environment = {k: v for k, v in os.environ.items() if k != "KADO_DATABASE"}
    ended = subprocess.run(
        [sys.executable, "-m", "kado.cli.main", *command],
        env={**environment, "KADO_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ended.returncode == 2
    assert len(ended.stderr.strip().splitlines()) == 1 and "kado manage migrate" in ended.stderr
