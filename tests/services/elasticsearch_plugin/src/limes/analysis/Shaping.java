package limes.analysis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.miscellaneous.KeepWordFilter;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.miscellaneous.PatternKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.SetKeywordMarkerFilter;
import org.apache.lucene.analysis.miscellaneous.StemmerOverrideFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.tr.ApostropheFilter;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Filters that choose, mark, cut or replace whole tokens. */
final class Shaping {

    private Shaping() {}

    static void register(Map<String, AnalysisProvider<TokenFilterFactory>> to) {
        Factories.plain(to, "apostrophe", settings -> ApostropheFilter::new);
        Factories.plain(to, "flatten_graph", settings -> FlattenGraphFilter::new);
        Factories.plain(to, "keyword_repeat", settings -> KeywordRepeatFilter::new);
        Factories.plain(to, "remove_duplicates", settings -> RemoveDuplicatesTokenFilter::new);
        Factories.plain(to, "reverse", settings -> ReverseStringFilter::new);
        Factories.plain(to, "length", settings -> {
            int min = settings.getAsInt("min", 0);
            int max = settings.getAsInt("max", Integer.MAX_VALUE);
            return input -> new LengthFilter(input, min, max);
        });
        Factories.plain(to, "limit", settings -> {
            int most = settings.getAsInt("max_token_count", 1);
            boolean all = settings.getAsBoolean("consume_all_tokens", false);
            return input -> new LimitTokenCountFilter(input, most, all);
        });
        Factories.configured(to, "truncate", settings -> {
            int length = settings.getAsInt("length", 10);
            return input -> new TruncateTokenFilter(input, length);
        });
        Factories.configured(to, "pattern_replace", settings -> {
            Pattern pattern = Regex.compile(settings.get("pattern"), settings.get("flags"));
            String replacement = settings.get("replacement", "");
            boolean all = settings.getAsBoolean("all", true);
            return input -> new PatternReplaceFilter(input, pattern, replacement, all);
        });
        Factories.configured(to, "pattern_capture", settings -> {
            Pattern[] patterns = settings.getAsList("patterns").stream().map(Pattern::compile).toArray(Pattern[]::new);
            boolean keep = settings.getAsBoolean("preserve_original", true);
            return input -> new PatternCaptureGroupTokenFilter(input, keep, patterns);
        });
        needsWords(to);
    }

    private static void needsWords(Map<String, AnalysisProvider<TokenFilterFactory>> to) {
        to.put("keep", AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) -> {
            CharArraySet words = Analysis.getWordSet(env, settings, "keep_words");
            return new Factories.Plain(name, settings, input -> new KeepWordFilter(input, words));
        }));
        to.put("keyword_marker", AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) ->
            new Factories.Plain(name, settings, marker(settings, Analysis.getWordSet(env, settings, "keywords")))));
        to.put("stemmer_override", AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) -> {
            List<String> rules = Analysis.getWordList(env, settings, "rules");
            StemmerOverrideFilter.StemmerOverrideMap stems = overrides(rules);
            return new Factories.Plain(name, settings, input -> new StemmerOverrideFilter(input, stems));
        }));
    }

    private static UnaryOperator<TokenStream> marker(Settings settings, CharArraySet words) {
        String pattern = settings.get("keywords_pattern");
        if (pattern != null) {
            Pattern compiled = Pattern.compile(pattern);
            return input -> new PatternKeywordMarkerFilter(input, compiled);
        }
        return input -> new SetKeywordMarkerFilter(input, words);
    }

    private static StemmerOverrideFilter.StemmerOverrideMap overrides(List<String> rules) {
        StemmerOverrideFilter.Builder builder = new StemmerOverrideFilter.Builder(false);
        for (String rule : rules) {
            List<String> sides = new ArrayList<>(List.of(rule.split("=>", -1)));
            if (sides.size() != 2 || sides.get(1).isBlank()) {
                throw new IllegalArgumentException("Invalid Keyword override Rule:" + rule);
            }
            for (String word : sides.get(0).split(",")) {
                builder.add(word.trim(), sides.get(1).trim());
            }
        }
        try {
            return builder.build();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
