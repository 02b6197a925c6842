package limes.analysis;

import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_ALL;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_NUMBERS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.CATENATE_WORDS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.GENERATE_NUMBER_PARTS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.GENERATE_WORD_PARTS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.IGNORE_KEYWORDS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.PRESERVE_ORIGINAL;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.SPLIT_ON_NUMERICS;
import static org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter.STEM_ENGLISH_POSSESSIVE;

import java.util.Map;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.compound.DictionaryCompoundWordTokenFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterIterator;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.Analysis;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;

/** Filters that take tokens apart: n-grams, word delimiters, compounds. */
final class Splitting {

    private Splitting() {}

    static void register(Map<String, AnalysisProvider<TokenFilterFactory>> to) {
        to.put("ngram", (index, env, name, settings) -> {
            int min = settings.getAsInt("min_gram", 1);
            int max = settings.getAsInt("max_gram", 2);
            Tokenizers.checkSpread(index.getMaxNgramDiff(), min, max);
            boolean keep = settings.getAsBoolean("preserve_original", false);
            return new Factories.Plain(name, settings, input -> new NGramTokenFilter(input, min, max, keep));
        });
        Factories.plain(to, "edge_ngram", settings -> {
            int min = settings.getAsInt("min_gram", 1);
            int max = settings.getAsInt("max_gram", 2);
            boolean keep = settings.getAsBoolean("preserve_original", false);
            return input -> new EdgeNGramTokenFilter(input, min, max, keep);
        });
        to.put("word_delimiter_graph", (index, env, name, settings) -> {
            int flags = flags(settings) | flag(settings, "ignore_keywords", IGNORE_KEYWORDS, false);
            boolean adjust = settings.getAsBoolean("adjust_offsets", true);
            CharArraySet words = Analysis.getWordSet(env, settings, "protected_words");
            byte[] types = WordDelimiterIterator.DEFAULT_WORD_DELIM_TABLE;
            return new Factories.Plain(
                name, settings, input -> new WordDelimiterGraphFilter(input, adjust, types, flags, words));
        });
        to.put("word_delimiter", (index, env, name, settings) -> {
            int flags = flags(settings);
            CharArraySet words = Analysis.getWordSet(env, settings, "protected_words");
            return new Factories.Plain(name, settings, input -> new WordDelimiterFilter(input, flags, words));
        });
        to.put("dictionary_decompounder", AnalysisPlugin.requiresAnalysisSettings((index, env, name, settings) -> {
            CharArraySet words = Analysis.getWordSet(env, settings, "word_list");
            int word = settings.getAsInt("min_word_size", 5);
            int shortest = settings.getAsInt("min_subword_size", 2);
            int longest = settings.getAsInt("max_subword_size", 15);
            boolean only = settings.getAsBoolean("only_longest_match", false);
            return new Factories.Plain(
                name, settings, input -> new DictionaryCompoundWordTokenFilter(input, words, word, shortest, longest, only));
        }));
    }

    private static int flags(Settings settings) {
        return flag(settings, "generate_word_parts", GENERATE_WORD_PARTS, true)
            | flag(settings, "generate_number_parts", GENERATE_NUMBER_PARTS, true)
            | flag(settings, "catenate_words", CATENATE_WORDS, false)
            | flag(settings, "catenate_numbers", CATENATE_NUMBERS, false)
            | flag(settings, "catenate_all", CATENATE_ALL, false)
            | flag(settings, "split_on_case_change", SPLIT_ON_CASE_CHANGE, true)
            | flag(settings, "preserve_original", PRESERVE_ORIGINAL, false)
            | flag(settings, "split_on_numerics", SPLIT_ON_NUMERICS, true)
            | flag(settings, "stem_english_possessive", STEM_ENGLISH_POSSESSIVE, true);
    }

    private static int flag(Settings settings, String name, int bit, boolean standard) {
        return settings.getAsBoolean(name, standard) ? bit : 0;
    }
}
