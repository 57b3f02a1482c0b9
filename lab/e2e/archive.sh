#!/bin/sh
# Keeps the classes that a short demonstration loads in the form that the JVM starts from.
# Without it tests take longer and show the same, so nothing that goes wrong here ends the build.
#   archive.sh JAVA ARCHIVE CLASSPATH
set -u
java=$1
archive=$2
# Modules of which nothing is used stand on the path with their descriptors, which no JVM is given.
libraries=$(printf '%s' "$3" | tr ':' '\n' | grep '\.jar$' | paste -s -d : -)
log=${archive%.jsa}.log

rm -f "$archive"
"$java" -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-XX:ArchiveClassesAtExit=$archive" -cp "$libraries" \
  kz.dabyl.app.Main demo --once --speed max --http-host 127.0.0.1 --http-port 0 >"$log" 2>&1 </dev/null || rm -f "$archive"
