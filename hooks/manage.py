"""``python hooks/manage.py <command>``: the commands without installing the package; its libraries must be there."""

import os
import sys

try:
    from portal.cli import main
except ModuleNotFoundError as error:
    print(f"出错了：没有安装{error.name}\n怎么改：运行make setup，再用.venv/bin/python hooks/manage.py", file=sys.stderr)
    sys.exit(2)

if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # taking apart what a large build holds in memory would take longer than some builds
