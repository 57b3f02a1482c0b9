package kz.dabyl.collector.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Documents that hold every field an adapter looks at, and what becomes of one if a value in it is another. */
final class ForeignDocuments {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String ATLAS =
            "'prb_id':7,'msm_id':12,'timestamp':1619247600,'from':'198.51.100.9','src_addr':'10.0.0.2',";
    private static final String OONI =
            "'measurement_start_time':'2021-04-24 07:00:00','probe_cc':'KZ','probe_asn':'AS9198',"
                    + "'software_name':'ooniprobe-android','software_version':'3.7.1','input':'https://user@news.example:443/x',"
                    + "'annotations':{'network_type':'mobile','platform':'android'},";
    private static final String STEPS = "'tcp_connect':[{'status':{'failure':'connection_refused'},'t0':1,'t':2},"
            + "{'status':{'failure':null},'t0':1,'t':2}],"
            + "'tls_handshakes':[{'server_name':'news.example','failure':'ssl_unknown_authority',"
            + "'peer_certificates':[{'data':'MIIBNDCB2gIBBzAKBggqhkjOPQQDAjAzMQswCQYDVQQGEwJV'}]}],"
            + "'requests':[{'failure':'generic_timeout_error','request':{'url':'https://news.example/'},'response':{'code':200}}],"
            + "'network_events':[{'operation':'read','num_bytes':7,'t':1},{'operation':'read','num_bytes':7,'t':2}],";
    private static final String CONTROL = "'control':{'dns':{'failure':null,'addrs':['192.0.2.1','10.0.0.1']},"
            + "'http_request':{'failure':null}},"
            + "'queries':[{'engine':'system','hostname':'news.example','answers':[{'ipv4':'192.0.2.1'},{'ipv6':'fd00::1'}]}],";

    /** Each in single quotes, as {@link Read} takes them. */
    static final List<String> TEXTS = Stream.of(
                    "'type':'ping','dst_name':'host.example','rcvd':1,'min':1.5," + ATLAS + "'sent':3",
                    "'type':'ping','dst_addr':'192.0.2.1','rcvd':0,'sent':3," + ATLAS
                            + "'result':[{'x':'*'},{'error':'no route'}]",
                    "'type':'traceroute','dst_addr':'192.0.2.1'," + ATLAS
                            + "'result':[{'hop':1,'result':[{'from':'192.0.2.1','rtt':1.5},{'err':'H','rtt':2}]},{'error':'x'}]",
                    "'type':'dns','dst_addr':'192.0.2.1'," + ATLAS + "'result':{'rt':1,'abuf':'AAGBggABAAA='}",
                    "'type':'dns'," + ATLAS
                            + "'resultset':[{'error':{'timeout':5000}},{'result':{'rt':1,'abuf':'AAGBggABAAA='}}]",
                    "'type':'http','uri':'http://host.example/'," + ATLAS
                            + "'result':[{'err':'x'},{'dnserr':'x'},{'res':200,'rt':1}]",
                    "'type':'http'," + ATLAS + "'result':'GET4 192.0.2.1 0.042268 200 263 1406'",
                    "'type':'sslcert','dst_name':'host.example','ttc':1," + ATLAS
                            + "'cert':['-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----']",
                    "'test_name':'web_connectivity'," + OONI + "'test_keys':{" + STEPS + CONTROL
                            + "'http_experiment_failure':'generic_timeout_error','dns_experiment_failure':null,'accessible':false}",
                    "'test_name':'web_connectivity'," + OONI + "'test_keys':{" + STEPS + CONTROL
                            + "'blocking':false,'accessible':true,'x_dns_flags':0,'x_blocking_flags':32}",
                    "'test_name':'telegram'," + OONI + "'test_keys':{" + STEPS
                            + "'telegram_tcp_blocking':false,'telegram_http_blocking':true,'telegram_web_status':'blocked',"
                            + "'telegram_web_failure':'eof_error'}",
                    "'test_name':'whatsapp'," + OONI + "'test_keys':{" + STEPS
                            + "'whatsapp_endpoints_status':'ok','registration_server_status':'blocked',"
                            + "'registration_server_failure':'x','whatsapp_web_status':'ok'}",
                    "'test_name':'signal'," + OONI + "'test_keys':{" + STEPS + "'signal_backend_status':'ok'}",
                    "'test_name':'tor'," + OONI + "'test_keys':{'targets':{'a':{'target_protocol':'obfs4',"
                            + "'summary':{'connect':{'failure':'x'}}},'b':{'target_protocol':'or_port','failure':null}}}",
                    "'test_name':'ndt'," + OONI + "'test_keys':{'failure':null,'summary':{'download':1.5,'min_rtt':2}}",
                    "'test_name':'dash'," + OONI + "'test_keys':{'simple':{'median_bitrate':1,'connect_latency':0.1}}")
            .map(members -> "{" + members + "}")
            .toList();

    private ForeignDocuments() {}

    /** The document with this number, of which the value at some place is {@code value}. */
    static JsonNode changed(int number, int place, JsonNode value) {
        try {
            var document = JSON.readTree(TEXTS.get(number).replace('\'', '"'));
            var places = new ArrayList<Consumer<JsonNode>>();
            collect(document, places);
            places.get(Math.floorMod(place, places.size())).accept(value);
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A way to set each value, whatever depth it is at. */
    private static void collect(JsonNode node, List<Consumer<JsonNode>> places) {
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> places.add(value -> object.set(name, value)));
        } else if (node instanceof ArrayNode array) {
            for (var i = 0; i < array.size(); i++) {
                var index = i;
                places.add(value -> array.set(index, value));
            }
        }
        node.forEach(child -> collect(child, places));
    }
}
