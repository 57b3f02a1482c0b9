package kz.dabyl.probe.measure;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the address of a name. Implementations are thread-safe and may block for as long as the system lets them. */
public interface Resolver {

    InetAddress resolve(String host) throws UnknownHostException;
}
