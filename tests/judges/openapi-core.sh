#!/usr/bin/env bash
# Installs openapi-core for the tests below `judges::openapi_core`. Needs Python 3.11 or newer.
set -euo pipefail
cd "$(dirname "$0")/../.."
python3 -m venv target/openapi-core
target/openapi-core/bin/pip install --quiet --no-deps --requirement tests/judges/requirements.txt
target/openapi-core/bin/pip check
