package limes.analysis;

import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.pl.PolishAnalyzer;
import org.apache.lucene.analysis.stempel.StempelFilter;
import org.apache.lucene.analysis.stempel.StempelStemmer;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** The filters of analysis-stempel. A stemmer keeps a buffer, so every stream gets one of its own. */
final class Polish {

    private Polish() {}

    static void register(Map<String, AnalysisProvider<TokenFilterFactory>> to) {
        Factories.plain(to, "polish_stem", settings ->
            input -> new StempelFilter(input, new StempelStemmer(PolishAnalyzer.getDefaultTable())));
        to.put("polish_stop", (index, env, name, settings) -> {
            boolean ignoreCase = settings.getAsBoolean("ignore_case", false);
            Map<String, java.util.Set<?>> named = Map.of("_polish_", PolishAnalyzer.getDefaultStopSet());
            CharArraySet stops =
                Analysis.parseWords(env, settings, "stopwords", PolishAnalyzer.getDefaultStopSet(), named, ignoreCase);
            return new Factories.Plain(name, settings, input -> new StopFilter(input, stops));
        });
    }
}
