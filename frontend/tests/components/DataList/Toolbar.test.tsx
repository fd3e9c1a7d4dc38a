import { screen } from "@testing-library/react";
import { http, HttpResponse } from "msw";
import { describe, expect, it } from "vitest";
import { en } from "@/texts/en";
import { createLedger } from "../../../mock/ledger";
import { open, withMockApi } from "../../support/screen";

const { list } = en;
const server = withMockApi();

/** More match than the server looks at: it gives the first of them and counts none. */
function serveUncounted() {
  const items = createLedger(false).accounts.slice(0, 2);
  server.use(
    http.get("*/api/v1/organizations/:organization/accounts", () =>
      HttpResponse.json({ meta: { nextCursor: null, totalCount: null, itemsPerPage: 50 }, items }),
    ),
  );
}

describe("how many rows a list has", () => {
  it("is left open where more match than were looked at, with what helps", async () => {
    serveUncounted();
    const user = open("/accounts?query=member");
    await user.hover(await screen.findByText(list.manyMatch("2")));
    expect(await screen.findByText(list.manyMatchHint)).toBeVisible();
  });

  it("is what is loaded where nothing is searched for", async () => {
    serveUncounted();
    open("/accounts");
    expect(await screen.findByText(list.loadedCount("2"))).toBeVisible();
  });
});
