package limes.analysis;

import java.util.Map;
import java.util.function.BiFunction;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.bg.BulgarianAnalyzer;
import org.apache.lucene.analysis.ca.CatalanAnalyzer;
import org.apache.lucene.analysis.cz.CzechAnalyzer;
import org.apache.lucene.analysis.da.DanishAnalyzer;
import org.apache.lucene.analysis.de.GermanAnalyzer;
import org.apache.lucene.analysis.el.GreekAnalyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.es.SpanishAnalyzer;
import org.apache.lucene.analysis.et.EstonianAnalyzer;
import org.apache.lucene.analysis.fi.FinnishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.ga.IrishAnalyzer;
import org.apache.lucene.analysis.hu.HungarianAnalyzer;
import org.apache.lucene.analysis.it.ItalianAnalyzer;
import org.apache.lucene.analysis.lt.LithuanianAnalyzer;
import org.apache.lucene.analysis.lv.LatvianAnalyzer;
import org.apache.lucene.analysis.nl.DutchAnalyzer;
import org.apache.lucene.analysis.no.NorwegianAnalyzer;
import org.apache.lucene.analysis.pl.PolishAnalyzer;
import org.apache.lucene.analysis.pt.PortugueseAnalyzer;
import org.apache.lucene.analysis.ro.RomanianAnalyzer;
import org.apache.lucene.analysis.ru.RussianAnalyzer;
import org.apache.lucene.analysis.sv.SwedishAnalyzer;
import org.apache.lucene.analysis.tr.TurkishAnalyzer;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The language analysers: stop words (`stopwords`) and words not to be stemmed (`stem_exclusion`) as settings. */
final class Languages {

    private Languages() {}

    static void register(Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> to) {
        put(to, "bulgarian", BulgarianAnalyzer.getDefaultStopSet(), BulgarianAnalyzer::new);
        put(to, "catalan", CatalanAnalyzer.getDefaultStopSet(), CatalanAnalyzer::new);
        put(to, "czech", CzechAnalyzer.getDefaultStopSet(), CzechAnalyzer::new);
        put(to, "danish", DanishAnalyzer.getDefaultStopSet(), DanishAnalyzer::new);
        put(to, "dutch", DutchAnalyzer.getDefaultStopSet(), DutchAnalyzer::new);
        put(to, "english", EnglishAnalyzer.getDefaultStopSet(), EnglishAnalyzer::new);
        put(to, "estonian", EstonianAnalyzer.getDefaultStopSet(), EstonianAnalyzer::new);
        put(to, "finnish", FinnishAnalyzer.getDefaultStopSet(), FinnishAnalyzer::new);
        put(to, "french", FrenchAnalyzer.getDefaultStopSet(), FrenchAnalyzer::new);
        put(to, "german", GermanAnalyzer.getDefaultStopSet(), GermanAnalyzer::new);
        put(to, "greek", GreekAnalyzer.getDefaultStopSet(), (stops, kept) -> new GreekAnalyzer(stops));
        put(to, "hungarian", HungarianAnalyzer.getDefaultStopSet(), HungarianAnalyzer::new);
        put(to, "irish", IrishAnalyzer.getDefaultStopSet(), IrishAnalyzer::new);
        put(to, "italian", ItalianAnalyzer.getDefaultStopSet(), ItalianAnalyzer::new);
        put(to, "latvian", LatvianAnalyzer.getDefaultStopSet(), LatvianAnalyzer::new);
        put(to, "lithuanian", LithuanianAnalyzer.getDefaultStopSet(), LithuanianAnalyzer::new);
        put(to, "norwegian", NorwegianAnalyzer.getDefaultStopSet(), NorwegianAnalyzer::new);
        put(to, "portuguese", PortugueseAnalyzer.getDefaultStopSet(), PortugueseAnalyzer::new);
        put(to, "romanian", RomanianAnalyzer.getDefaultStopSet(), RomanianAnalyzer::new);
        put(to, "russian", RussianAnalyzer.getDefaultStopSet(), RussianAnalyzer::new);
        put(to, "spanish", SpanishAnalyzer.getDefaultStopSet(), SpanishAnalyzer::new);
        put(to, "swedish", SwedishAnalyzer.getDefaultStopSet(), SwedishAnalyzer::new);
        put(to, "turkish", TurkishAnalyzer.getDefaultStopSet(), TurkishAnalyzer::new);
        // analysis-stempel takes no settings for this one.
        to.put("polish", (index, env, name, settings) -> new Fixed(name, settings, new PolishAnalyzer()));
    }

    private static void put(
        Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> to,
        String language,
        CharArraySet stops,
        BiFunction<CharArraySet, CharArraySet, Analyzer> make
    ) {
        to.put(language, (index, env, name, settings) -> {
            CharArraySet stopwords = Analysis.parseStopWords(env, settings, stops);
            CharArraySet kept = Analysis.parseStemExclusion(settings, CharArraySet.EMPTY_SET);
            return new Fixed(name, settings, make.apply(stopwords, kept));
        });
    }

    /** Hands out one analyser made beforehand. */
    static final class Fixed extends AbstractIndexAnalyzerProvider<Analyzer> {
        private final Analyzer analyzer;

        Fixed(String name, Settings settings, Analyzer analyzer) {
            super(name, settings);
            this.analyzer = analyzer;
        }

        @Override
        public Analyzer get() {
            return analyzer;
        }
    }
}
