#!/bin/sh
# Checks docker-compose.yml against the compose schema with the library that docker compose itself uses. Needs Go, no Docker.
# What the schema cannot see (a dangling depends_on, an unpinned image) is held by test/worker/compose.test.ts.
set -eu
cd "$(dirname "$0")/../.."
if ! command -v go > /dev/null; then
  echo 'docker-compose.yml is not checked against the compose schema: install Go (https://go.dev/dl) to do so.' >&2
  exit 0
fi
go run github.com/compose-spec/compose-go/v2/cmd@v2.16.2 -no-interpolation docker-compose.yml > /dev/null
echo 'docker-compose.yml is valid.'
