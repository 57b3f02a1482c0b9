package kz.dabyl.lab.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClientHelloTest {

    @Test
    void looksForTheNameWhereThisJdkWritesIt() {
        var condition = ClientHello.asksFor("news.example");

        assertThat(condition).matches("tcp dport 443 @ih,0,8 0x16 @ih,[0-9]+,96 0x6e6577732e6578616d706c65");
    }

    @Test
    void comparesNoMoreOfALongNameThanAFilterCan() {
        var condition = ClientHello.asksFor("a-name-that-is-long.example");

        assertThat(condition).matches(".* @ih,[0-9]+,128 0x612d6e616d652d746861742d69732d6c");
    }
}
