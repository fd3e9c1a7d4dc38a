#!/usr/bin/env bash
# Runs a command with DAICHO_TEST_DATABASE_URL set to a private PostgreSQL cluster that ends with the command. The cluster also
# takes encrypted connections, with the certificate that DAICHO_TEST_DATABASE_CERTIFICATE names.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || { echo "PostgreSQL is not installed; run tests/setup/install.sh" >&2; exit 1; }

folder=$(mktemp -d /tmp/daicho-postgres.XXXXXX)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')

# PostgreSQL refuses to run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }
[ "$(id -u)" != 0 ] || chown postgres "$folder"

finish() {
    as_owner "$bin/pg_ctl" --pgdata "$folder/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap finish EXIT

as_owner env LC_ALL=C.UTF-8 "$bin/initdb" --pgdata "$folder/data" --username postgres --auth trust --encoding UTF8 >/dev/null
as_owner openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 2 -subj /CN=daicho-tests \
    -addext subjectAltName=IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE \
    -keyout "$folder/data/server.key" -out "$folder/data/server.crt" 2>/dev/null
cp "$folder/data/server.crt" "$folder/certificate.pem"
chmod 755 "$folder"
as_owner "$bin/pg_ctl" --pgdata "$folder/data" --log "$folder/log" --wait start \
    --options "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder -c fsync=off -c full_page_writes=off -c max_connections=300 -c ssl=on" >/dev/null

export DAICHO_TEST_DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres?sslmode=disable"
export DAICHO_TEST_DATABASE_CERTIFICATE="$folder/certificate.pem"
"$@"
