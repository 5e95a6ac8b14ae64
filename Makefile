# make help lists the targets. PYTHON names the interpreter that sets up .venv (3.11 or later).
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
COMPILE := $(BIN)/python -m compileall -q -j 0 .venv/lib hooks  # on all cores, which pip can't
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
unexport PYTHONDONTWRITEBYTECODE  # the program is started too often to be compiled each time

.DEFAULT_GOAL := help
.PHONY: help setup site serve check test lint bench schema lock clean

help: ## 列出全部命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

.venv/site.stamp: requirements.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements.txt
	$(INSTALL) --no-deps --no-build-isolation --editable .
	-$(COMPILE)
	@touch $@

.venv/dev.stamp: .venv/site.stamp requirements-dev.txt
	$(INSTALL) --require-hashes -r requirements-dev.txt
	-$(COMPILE)
	@touch $@

setup: .venv/site.stamp ## 安装运行所需的一切（装在.venv里）

site: setup ## 检查内容，生成网站到site/
	$(BIN)/portal build

serve: setup ## 在本机预览，改了文件自动刷新
	$(BIN)/portal serve --address $(ADDRESS)

check: setup ## 检查文章和数据，列出全部问题
	$(BIN)/portal check

test: .venv/dev.stamp ## 运行全部测试
	$(BIN)/python -m pytest -n 2 --dist worksteal

lint: .venv/dev.stamp ## 检查程序的写法和类型
	$(BIN)/ruff check hooks tests
	$(BIN)/mypy

bench: .venv/dev.stamp ## 测量生成速度，与别的工具比较
	$(BIN)/python tests/bench/bench_build.py 200 1000 --work .tools/bench --report tests/bench/results

schema: setup ## 由程序更新data/schemas里的JSON Schema
	$(BIN)/portal schema

lock: .venv/dev.stamp ## 重新锁定依赖的版本和校验值
	$(BIN)/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header -o requirements.txt pyproject.toml
	$(BIN)/python -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-header --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean: ## 删去生成的网站和安装的环境
	rm -rf site .venv
