# shellcheck shell=bash
# Certificates for tests of https, made on the spot; to be sourced. Needs openssl.

# make_authority NAME: NAME.crt, which can sign, and NAME.key, in the folder we are in.
make_authority() {
    mkdir -p "$1.db" && : >"$1.db/index" && echo 01 >"$1.db/serial"
    cat >"$1.cnf" <<END
[ca]
default_ca = own
[own]
database = $1.db/index
serial = $1.db/serial
new_certs_dir = $1.db
certificate = $1.crt
private_key = $1.key
default_md = sha256
policy = any
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
END
    openssl req -x509 -config "$1.cnf" -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -keyout "$1.key" -out "$1.crt" -days 3650 -subj "/CN=Test authority $1" \
        -addext basicConstraints=critical,CA:TRUE -addext keyUsage=keyCertSign >/dev/null 2>&1
}
# make_certificate FILE AUTHORITY NAMES START END: FILE holds key and certificate for the names
# ("IP:127.0.0.1,DNS:localhost"), good from START to END (as date -d reads them).
make_certificate() {
    openssl req -config "$2.cnf" -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
        -keyout "$1.key" -out "$1.csr" -subj "/CN=Test server" -addext "subjectAltName=$3" \
        >/dev/null 2>&1 &&
        openssl ca -batch -notext -config "$2.cnf" -in "$1.csr" -out "$1.crt" \
            -startdate "$(date -u -d "$4" +%Y%m%d%H%M%SZ)" \
            -enddate "$(date -u -d "$5" +%Y%m%d%H%M%SZ)" >/dev/null 2>&1 &&
        cat "$1.key" "$1.crt" >"$1"
}
