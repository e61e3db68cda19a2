package dev.steadfast.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.steadfast.box.Box;
import dev.steadfast.box.BoxOptions;
import dev.steadfast.box.NginxConf.Block;
import dev.steadfast.box.NginxWorld;
import dev.steadfast.box.SlowDownload;
import dev.steadfast.box.Toplevel;
import org.junit.jupiter.api.Test;

/** A web server that NixOS wires by a store path keeps its downloads over what it can reload. */
class WebServerIT {
  private static final NginxWorld FIRST = NginxWorld.nixosDefault();
  private static final long MEGABYTE = 1 << 20;

  @Test
  void aDownloadSurvivesASwitchAndARestartBreaksIt() {
    try (Box box = Box.boot(BoxOptions.named("web"))) {
      FIRST.install(box);
      String process = process(box);
      try (SlowDownload download = SlowDownload.start(box, NginxWorld.PORT, "/big")) {
        download.read(MEGABYTE);
        String text = Steadfast.switchTo(0, FIRST.answering("two").build(box));
        assertEquals("two\n", NginxWorld.get(box, "/"), text);
        assertEquals(process, process(box), text);
        assertTrue(download.finish().complete());
      }
      assertARestartBreaksADownload(box, process);
    }
  }

  private static void assertARestartBreaksADownload(Box box, String process) {
    try (SlowDownload download = SlowDownload.start(box, NginxWorld.PORT, "/big")) {
      download.read(MEGABYTE);
      NginxWorld next =
          FIRST.answering("five").line(Block.MAIN, "lock_file /run/nginx/another.lock;");
      String text = Steadfast.switchTo(0, next.build(box));
      assertTrue(text.contains("nginx/directives"), text);
      assertNotEquals(process, process(box));
      assertFalse(download.finish().complete());
    }
    NginxWorld.awaitAnswer(box);
    assertEquals("five\n", NginxWorld.get(box, "/"));
  }

  @Test
  void aBrokenConfigurationIsRefusedBeforeAnythingIsTouched() {
    try (Box box = Box.boot(BoxOptions.named("web-broken"))) {
      FIRST.install(box);
      String process = process(box);
      Toplevel broken = FIRST.location("/", "return 200").build(box);
      String text = Steadfast.switchTo(1, broken);
      assertTrue(text.contains("nginx.conf"), text);
      Toplevel unknown = FIRST.line(Block.SERVER, "no_such_directive on;").build(box);
      text = Steadfast.switchTo(1, unknown);
      assertTrue(text.contains("unknown directive"), text);
      assertEquals(process, process(box));
      assertEquals("one\n", NginxWorld.get(box, "/"));
    }
  }

  private static String process(Box box) {
    return box.property(NginxWorld.UNIT, "MainPID") + box.property(NginxWorld.UNIT, "InvocationID");
  }
}
