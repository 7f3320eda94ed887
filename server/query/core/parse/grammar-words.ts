/** Words that the grammars read by themselves: spelling is repaired to them as well. */
export const grammarWords: readonly string[] = (
  "average median mean percentile maximum total combined typical older younger longer shorter slower faster greater fewer higher lower highest lowest biggest largest greatest longest slowest busiest noisiest heaviest oldest " +
  "fewest shortest smallest fastest quickest youngest worst poorest weakest best strongest healthiest latest newest recent earliest daily weekly monthly quarterly yearly annually hourly previous current fiscal financial calendar " +
  "fortnight semester quarter excluding except without between compare compared versus reassigned handed transferred spring summer autumn winter"
).split(" ");
