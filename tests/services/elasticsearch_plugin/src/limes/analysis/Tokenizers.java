package limes.analysis;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.KeywordTokenizer;
import org.apache.lucene.analysis.core.LetterTokenizer;
import org.apache.lucene.analysis.core.WhitespaceTokenizer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenizer;
import org.apache.lucene.analysis.ngram.NGramTokenizer;
import org.apache.lucene.analysis.path.PathHierarchyTokenizer;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.elasticsearch.common.regex.Regex;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/** Tokenizers beside `standard`, which the server brings itself. */
final class Tokenizers {

    private Tokenizers() {}

    static void register(Map<String, AnalysisProvider<TokenizerFactory>> to) {
        put(to, "letter", settings -> LetterTokenizer::new);
        put(to, "keyword", settings -> {
            int buffer = settings.getAsInt("buffer_size", 256);
            return () -> new KeywordTokenizer(buffer);
        });
        put(to, "whitespace", settings -> {
            int longest = settings.getAsInt("max_token_length", StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH);
            return () -> new WhitespaceTokenizer(
                org.apache.lucene.util.AttributeFactory.DEFAULT_ATTRIBUTE_FACTORY, longest);
        });
        put(to, "uax_url_email", settings -> {
            int longest = settings.getAsInt("max_token_length", StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH);
            return () -> {
                UAX29URLEmailTokenizer tokenizer = new UAX29URLEmailTokenizer();
                tokenizer.setMaxTokenLength(longest);
                return tokenizer;
            };
        });
        put(to, "pattern", settings -> {
            Pattern pattern = Regex.compile(settings.get("pattern", "\\W+"), settings.get("flags"));
            int group = settings.getAsInt("group", -1);
            return () -> new PatternTokenizer(pattern, group);
        });
        put(to, "path_hierarchy", settings -> {
            char delimiter = settings.get("delimiter", "/").charAt(0);
            char replacement = settings.get("replacement", String.valueOf(delimiter)).charAt(0);
            int skip = settings.getAsInt("skip", 0);
            return () -> new PathHierarchyTokenizer(delimiter, replacement, skip);
        });
        grams(to);
    }

    private static void grams(Map<String, AnalysisProvider<TokenizerFactory>> to) {
        to.put("ngram", (index, env, name, settings) -> {
            int min = settings.getAsInt("min_gram", NGramTokenizer.DEFAULT_MIN_NGRAM_SIZE);
            int max = settings.getAsInt("max_gram", NGramTokenizer.DEFAULT_MAX_NGRAM_SIZE);
            checkSpread(index.getMaxNgramDiff(), min, max);
            CharClasses classes = CharClasses.of(settings);
            return new Made(index, settings, name, () -> new NGramTokenizer(min, max) {
                @Override
                protected boolean isTokenChar(int character) {
                    return classes.contain(character);
                }
            });
        });
        to.put("edge_ngram", (index, env, name, settings) -> {
            int min = settings.getAsInt("min_gram", NGramTokenizer.DEFAULT_MIN_NGRAM_SIZE);
            int max = settings.getAsInt("max_gram", NGramTokenizer.DEFAULT_MAX_NGRAM_SIZE);
            CharClasses classes = CharClasses.of(settings);
            return new Made(index, settings, name, () -> new EdgeNGramTokenizer(min, max) {
                @Override
                protected boolean isTokenChar(int character) {
                    return classes.contain(character);
                }
            });
        });
    }

    static void checkSpread(int allowed, int min, int max) {
        if (max - min > allowed) {
            throw new IllegalArgumentException(
                "The difference between max_gram and min_gram in NGram Tokenizer must be less than or equal to: ["
                    + allowed + "] but was [" + (max - min) + "]. This limit can be set by changing the [index.max_ngram_diff] "
                    + "index level setting.");
        }
    }

    private static void put(
        Map<String, AnalysisProvider<TokenizerFactory>> to, String type, Function<Settings, Supplier<Tokenizer>> make) {
        to.put(type, (index, env, name, settings) -> new Made(index, settings, name, make.apply(settings)));
    }

    /** `token_chars` of the n-gram tokenizers; empty means every character. */
    private record CharClasses(List<String> names, String custom) {
        static CharClasses of(Settings settings) {
            CharClasses classes = new CharClasses(settings.getAsList("token_chars"), settings.get("custom_token_chars", ""));
            classes.names.forEach(name -> classes.in(name, 'a'));
            return classes;
        }

        boolean contain(int character) {
            return names.isEmpty() || names.stream().anyMatch(name -> in(name, character));
        }

        private boolean in(String name, int character) {
            return switch (name) {
                case "letter" -> Character.isLetter(character);
                case "digit" -> Character.isDigit(character);
                case "whitespace" -> Character.isWhitespace(character);
                case "punctuation" -> Pattern.matches("\\p{P}", Character.toString(character));
                case "symbol" -> Pattern.matches("\\p{S}", Character.toString(character));
                case "custom" -> custom.indexOf(character) >= 0;
                default -> throw new IllegalArgumentException("Unknown token type: '" + name + "'");
            };
        }
    }

    static final class Made extends AbstractTokenizerFactory {
        private final Supplier<Tokenizer> make;

        Made(IndexSettings index, Settings settings, String name, Supplier<Tokenizer> make) {
            super(index, settings, name);
            this.make = make;
        }

        @Override
        public Tokenizer create() {
            return make.get();
        }
    }
}
