#!/bin/sh
# Keeps the classes that the first seconds of a demonstration load in the form that the JVM starts from.
# Without it tests take longer and show the same, so nothing that goes wrong here ends the build.
#   archive.sh JAVA ARCHIVE CLASSPATH
set -u
java=$1
archive=$2
# Modules of which nothing is used stand on the path with their descriptors, which no JVM is given.
libraries=$(printf '%s' "$3" | tr ':' '\n' | grep '\.jar$' | paste -s -d : -)
log=${archive%.jsa}.log
limit_seconds=120
playing_seconds=3

rm -f "$archive"
"$java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-XX:ArchiveClassesAtExit=$archive" -cp "$libraries" \
  kz.dabyl.app.Main demo --speed max --http-host 127.0.0.1 --http-port 0 >"$log" 2>&1 </dev/null &
demo=$!
trap 'kill "$demo" 2>/dev/null' EXIT

# What it loads when it has begun to play is nearly all: the rest of the afternoon costs more than all starts gain by it.
waited=0
while [ "$waited" -lt "$limit_seconds" ] && kill -0 "$demo" 2>/dev/null && ! grep -q '^ready ' "$log"; do
  sleep 1
  waited=$((waited + 1))
done
sleep "$playing_seconds"
kill "$demo" 2>/dev/null
wait "$demo"
case $? in
  0 | 143) ;;
  *) rm -f "$archive" ;;
esac
exit 0
