import { Box } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { language } from "../texts";
import { Home } from "./Home";
import { PairingForm } from "./PairingForm";
import { serverOf } from "./server";
import { storedPairing, storePairing, type Pairing } from "./storage";

/** The panel beside the page: pairing first, then what can be done with it. */
export function Panel() {
  const [pairing, setPairing] = useState<Pairing | null | undefined>(undefined);
  const server = useMemo(() => (pairing ? serverOf(pairing, language) : null), [pairing]);

  useEffect(() => {
    void storedPairing().then(setPairing);
  }, []);

  const change = (changed: Pairing | null) => {
    void storePairing(changed).then(() => setPairing(changed));
  };

  return (
    <Box p="md" maw={520}>
      {pairing === null && <PairingForm onPaired={change} />}
      {pairing && server !== null && <Home pairing={pairing} server={server} onUnpair={() => change(null)} />}
    </Box>
  );
}
