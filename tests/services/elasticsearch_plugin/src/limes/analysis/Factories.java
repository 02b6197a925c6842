package limes.analysis;

import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.lucene.analysis.TokenStream;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Token filters from functions. A normalizing one may also stand in the normalizer of a keyword field. */
final class Factories {

    private Factories() {}

    static class Plain extends AbstractTokenFilterFactory {
        private final UnaryOperator<TokenStream> filter;

        Plain(String name, Settings settings, UnaryOperator<TokenStream> filter) {
            super(name, settings);
            this.filter = filter;
        }

        @Override
        public TokenStream create(TokenStream input) {
            return filter.apply(input);
        }
    }

    static class Normalizing extends Plain implements NormalizingTokenFilterFactory {
        Normalizing(String name, Settings settings, UnaryOperator<TokenStream> filter) {
            super(name, settings, filter);
        }
    }

    static void plain(
        Map<String, AnalysisProvider<TokenFilterFactory>> to,
        String type,
        Function<Settings, UnaryOperator<TokenStream>> make
    ) {
        to.put(type, (index, env, name, settings) -> new Plain(name, settings, make.apply(settings)));
    }

    /** Only with settings: the bare type name means nothing, and no index gets one unasked. */
    static void configured(
        Map<String, AnalysisProvider<TokenFilterFactory>> to,
        String type,
        Function<Settings, UnaryOperator<TokenStream>> make
    ) {
        to.put(type, AnalysisPlugin.requiresAnalysisSettings(
            (index, env, name, settings) -> new Plain(name, settings, make.apply(settings))));
    }

    static void normalizing(
        Map<String, AnalysisProvider<TokenFilterFactory>> to,
        String type,
        Function<Settings, UnaryOperator<TokenStream>> make
    ) {
        to.put(type, (index, env, name, settings) -> new Normalizing(name, settings, make.apply(settings)));
    }
}
