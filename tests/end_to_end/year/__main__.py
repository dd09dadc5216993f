"""`python -m tests.end_to_end.year FOLDER`: run the year into a folder, and leave it there to look at (`KADO_HOME=FOLDER kado serve`)."""

import json
import os
import sys
from datetime import datetime
from pathlib import Path


def main() -> None:
    home = Path(sys.argv[1]).resolve()
    home.mkdir(parents=True, exist_ok=True)
    os.environ["KADO_HOME"] = str(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kado.site.settings")
    import django

    django.setup()
    from tests.end_to_end.year import story, world

    if sys.argv[2:3] == ["--die-at"]:
        story.die_at(datetime.fromisoformat(sys.argv[3]))
        return
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    world.build()
    year = story.Year(home)
    year.run()
    told = {**year.told, "editions": story.editions_told()}
    (home / "told.json").write_text(
        json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8"
    )


if __name__ == "__main__":
    main()
