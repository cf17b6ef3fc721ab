package dev.hazardmap.benchmarks.race.workload;

import java.io.IOException;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** Lucene in memory: an index of 500 documents of 40 words is made, and asked 200 questions of two words. */
final class LuceneSearch implements Workload {
    private static final int DOCUMENTS = 500;
    private static final int WORDS = 40;
    private static final int QUERIES = 200;
    private final String[] texts = new String[DOCUMENTS];

    LuceneSearch() {
        RandomInts random = new RandomInts();
        for (int i = 0; i < DOCUMENTS; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < WORDS; j++) {
                text.append(word(random.next(1 + random.next(2_000)))).append(' ');
            }
            texts[i] = text.toString();
        }
    }

    private static String word(int rank) {
        return "w" + rank;
    }

    /** The number of documents that the questions found, all together. */
    @Override
    public long run() throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory()) {
            index(directory);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                long found = 0;
                for (int i = 0; i < QUERIES; i++) {
                    found += searcher.search(query(i), 10).scoreDocs.length;
                }
                return found;
            }
        }
    }

    private void index(ByteBuffersDirectory directory) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
        config.setMergeScheduler(new SerialMergeScheduler());
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = new Document();
                document.add(new StringField("id", Integer.toString(i), Field.Store.YES));
                document.add(new TextField("text", texts[i], Field.Store.NO));
                writer.addDocument(document);
            }
        }
    }

    private static BooleanQuery query(int i) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term("text", word(i))), BooleanClause.Occur.MUST)
                .add(new TermQuery(new Term("text", word(i * 7 % QUERIES))), BooleanClause.Occur.SHOULD)
                .build();
    }

    @Override
    public int operations() {
        return DOCUMENTS + QUERIES;
    }

    @Override
    public int chunks() {
        return 4;
    }
}
