import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";

/** Class names for the html element: both fonts come from the package, nothing is fetched. */
export const fontVariables = `${GeistSans.variable} ${GeistMono.variable}`;
