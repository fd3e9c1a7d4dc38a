import "@mantine/core/styles.layer.css";
import "./app/global.css";
import { createRoot } from "react-dom/client";
import { onSignedOut } from "@/api/client";
import { createQueryClient } from "@/api/queryClient";
import { App } from "@/app/App";
import { createAppRouter } from "@/app/router";
import { beginSession } from "@/app/session";
import { loadTexts } from "@/texts";
import { currentLanguage, setCurrentLanguage } from "@/texts/language";

const queryClient = createQueryClient();
const router = createAppRouter(queryClient);

onSignedOut(() => {
  beginSession(queryClient, null);
  void router.invalidate();
});

setCurrentLanguage(currentLanguage());
const texts = await loadTexts(currentLanguage());
const root = document.getElementById("root");
if (root === null) throw new Error("The page lacks its root element");
createRoot(root).render(<App texts={texts} queryClient={queryClient} router={router} />);
