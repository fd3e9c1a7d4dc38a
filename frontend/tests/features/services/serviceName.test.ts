import { describe, expect, it } from "vitest";
import { localName } from "@/features/services/serviceName";
import type { IntegratedService } from "@/features/services/types";

const wordPress: IntegratedService = {
  id: 226,
  name: "WordPress（セルフホスト）",
  uniqueName: "wordpress-self-host-api",
  workspaces: [],
  accountCount: 0,
  accountsByType: {},
  alertsCount: 0,
  lastSynchronizationAt: null,
};

describe("a service's name in the reader's language", () => {
  it("is the one of the list of services, whoever names the service", () => {
    const inAlert = { uniqueName: "wordpress-self-host-api", name: "WordPress (self-hosted)" };
    const inAccount = { serviceUniqueName: "wordpress-self-host-api", serviceName: "WordPress (self-hosted)" };
    expect(localName([wordPress], inAlert)).toBe("WordPress（セルフホスト）");
    expect(localName([wordPress], inAccount)).toBe("WordPress（セルフホスト）");
  });

  it("is the given one while the service is not known, or not integrated any more", () =>
    expect(localName([], { uniqueName: "zoom", name: "Zoom" })).toBe("Zoom"));
});
