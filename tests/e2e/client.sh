#!/bin/bash
# A good client: who it says it is, secrets that stay where they belong, proxies, certificates of the
# house, IPv6 alone, and when it asks again.
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/../tap.sh"
# shellcheck source=tests/certificates.sh
. "$TESTS/certificates.sh"
cd "$SCRATCH" || exit 1
mkdir www
printf '{"headlines":[{"title":"From the server"}]}' >www/lobby.json
make_authority house
make_certificate good.pem house IP:127.0.0.1,DNS:localhost '1 day ago' '2 days'
start_server "$SCRATCH/www" --heads "$SCRATCH/heads" --tls good.pem
tls=https://127.0.0.1:$(sed -n 2p port)
# configure LINE...: riwaq.conf with one source.
configure() {
    { [ $# -eq 0 ] || printf '%s\n' "[source.lobby]" "$@"; } >riwaq.conf
    : >heads
}
content() { "$RIWAQ" content -c riwaq.conf; }
fails_with() {
    exits "$1: it fails" 1 content
    check "$1: in words" grep -q "$2" err
}

# --- who asks ----------------------------------------------------------------------------------
configure "url = $URL/lobby.json"
exits "content is fetched" 0 content
version=$("$RIWAQ" --version 2>/dev/null | grep -o '[0-9][0-9.]*' | head -n 1)
check "the User-Agent is riwaq and its version" grep -q "^User-Agent: riwaq/${version:-[0-9]}[0-9.]*.\?$" heads
printf '[screen]\ncontact = it@news.example\n' >>riwaq.conf
exits "and with a contact" 0 content
check "that too" grep -q '^User-Agent: riwaq/[0-9.]* (it@news.example)' heads
printf '[screen]\ncontact = us (and you)\n' >wrong.conf
exits "a contact with brackets is refused" 1 "$RIWAQ" check -c wrong.conf
check "with its line" grep -q 'wrong.conf:2: \[screen\] contact: ' err

# --- secrets -------------------------------------------------------------------------------------
printf '# ours\nAuthorization: Bearer s3cret-token\nX-Api-Key: s3cret-key\n' >lobby.headers
chmod 600 lobby.headers
configure "url = $URL/lobby.json" "headers = lobby.headers"
exits "headers of a file" 0 content
check "are sent" grep -q '^X-Api-Key: s3cret-key' heads
check "a bearer token too" grep -q '^Authorization: Bearer s3cret-token' heads
check "and shown nowhere" sh -c '! grep -q s3cret out err'
exits "check finds nothing wrong" 0 "$RIWAQ" check -c riwaq.conf
configure "url = $URL/fault/stall" "headers = lobby.headers" "timeout = 60s"
start "$RIWAQ" content -c riwaq.conf >/dev/null 2>&1
check "while a server keeps it waiting" wait_for 20 grep -q '^X-Api-Key: s3cret-key' heads
check "they are in no list of processes" sh -c '! cat /proc/[0-9]*/cmdline 2>/dev/null | grep -aq s3[c]ret'
check "nor in riwaq's environment" sh -c "! grep -aq s3[c]ret /proc/$STARTED/environ"
stop "$STARTED"
configure "url = $URL/fault/redirect-login" "headers = lobby.headers"
fails_with "sent on to another server" "localhost that answered"
is "two servers are asked" "$(grep -c ^GET heads)" 2
is "and only the first sees the key" "$(grep -c s3cret-key heads)" 1
is "and the token" "$(grep -c s3cret-token heads)" 1
chmod 640 lobby.headers
fails_with "a file that the group can read" "lobby.headers is open to others than its owner (mode 0640); write: chmod 600"
check "nothing of it is told" sh -c '! grep -q s3cret out err'
exits "check tells it" 1 "$RIWAQ" check -c riwaq.conf
check "with its line" grep -q 'riwaq.conf:3: \[source.lobby\]: .*chmod 600' err
chmod 600 lobby.headers
printf 'Host: s3cret\n' >>lobby.headers
fails_with "a header that breaks things" "lobby.headers:4, is a header that riwaq writes itself"
check "nothing of it is told either" sh -c '! grep -q s3cret out err'
configure "url = http://lobby:s3cret@${URL#http://}/lobby.json"
exits "a name and a password in the address" 0 content
check "are sent" grep -q "^Authorization: Basic $(printf lobby:s3cret | base64)" heads
check "and not shown" sh -c '! grep -q s3cret out err'
configure "url = http://lobby:s3cret@127.0.0.1:1/lobby.json"
fails_with "a server that is not there" "http://127.0.0.1:1/lobby.json: nobody answers at 127.0.0.1:1"
check "the password is not told" sh -c '! grep -q s3cret out err'
configure "url = $URL/lobby.json?appid=s3cret&units=metric"
exits "a key in the address" 0 content
check "is sent" grep -q '^GET /lobby.json?appid=s3cret&units=metric ' heads
check "and not shown, the rest is" grep -q '"url": "http.*/lobby.json?appid=…&units=metric"' out
check "nowhere" sh -c '! grep -q s3cret out err'
printf '{"article":{"title":"A","image":"/none.png?v=2&X-Amz-Signature=s3cret","paragraphs":["x"]}}' >www/picture.json
configure "url = $URL/picture.json?token=s3cret"
content >out 2>err
check "a key in a picture's address is asked with" grep -q '^GET /none.png?v=2&X-Amz-Signature=s3cret ' heads
check "and not told" grep -q 'picture.json?token=…: .*the article.s picture .*/none.png?v=2&X-Amz-Signature=…: ' err
check "nowhere in what is told" sh -c '! grep -q s3cret err'
configure "url = http://127.0.0.1:1/none.json?appid=s3cret"
fails_with "a server that is not there, with a key" "http://127.0.0.1:1/none.json?appid=…: nobody answers"
check "and the key is not told" sh -c '! grep -q s3cret out err'
configure "url = $URL/fault/redirect-login?key=s3cret"
content >out 2>err
check "nor where it is sent on" sh -c '! grep -q s3cret out err'
configure "url = htps://news.example/?key=s3cret"
exits "an address with a key that is wrong" 1 "$RIWAQ" check -c riwaq.conf
check "is told without it" sh -c '! grep -q s3cret out err'
configure "url = htps://lobby:s3cret@news.example/"
exits "an address that is wrong" 1 "$RIWAQ" check -c riwaq.conf
check "is told without its password" sh -c 'grep -q "riwaq.conf:2: " err && ! grep -q s3cret out err'

# --- proxies -------------------------------------------------------------------------------------
configure "url = http://news.invalid/lobby.json"
export http_proxy=$URL
exits "a name that only the proxy knows" 0 content
check "is asked of the proxy" grep -q '^GET http://news.invalid/lobby.json HTTP' heads
export no_proxy=news.invalid
fails_with "a name in no_proxy" "the name news.invalid is not known"
unset no_proxy
export http_proxy=http://127.0.0.1:1
fails_with "a proxy that is not there" "nobody answers at news.invalid, or at the proxy"
unset http_proxy
configure "url = $tls/lobby.json" "ca = house.crt"
export https_proxy=$URL
exits "https goes through a tunnel of the proxy" 0 content
check "which has been asked for it" grep -q "^CONNECT ${tls#https://} HTTP" heads
unset https_proxy

# --- certificates --------------------------------------------------------------------------------
exits "a server of the house, with ca" 0 content
configure "url = $tls/lobby.json"
fails_with "and without it" "is signed by nobody whom this machine trusts; name the signer's certificate with ca = FILE"
configure "url = $tls/lobby.json" "ca = nothing.pem"
fails_with "a file that is not there" "riwaq.conf:3: \[source.lobby\]: the file of ca = .*nothing.pem cannot be used: No such file"
cp heads house.txt
configure "url = $tls/lobby.json" "ca = house.txt"
fails_with "a file without certificates" "house.txt cannot be used: no certificate"
check "and the source tells it too" grep -q "the file of ca = cannot be read, or has no certificate" err
configure "url = ${URL/http:/https:}/lobby.json"
fails_with "a server without https" "does not speak https"

# --- IPv6 alone ------------------------------------------------------------------------------------
if python3 -c 'import socket; socket.create_server(("::1", 0), family=socket.AF_INET6)' 2>/dev/null; then
    start python3 "$TESTS/server.py" --root www --host ::1 --port-file port6
    wait_for 20 test -s port6
    configure "url = http://[::1]:$(cat port6)/lobby.json"
    exits "a server that has IPv6 alone" 0 content
    check "is understood" grep -q '"From the server"' out
else
    skip "this machine has no IPv6"
fi
finish
