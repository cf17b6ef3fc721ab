import java.util.concurrent.*;
import org.apache.lucene.analysis.standard.*;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;

public final class LuceneLoad {
    public static void main(String[] x) throws Exception {
        Directory dir = new ByteBuffersDirectory();
        IndexWriterConfig cfg = new IndexWriterConfig(new StandardAnalyzer());
        cfg.setMaxBufferedDocs(50);
        IndexWriter w = new IndexWriter(dir, cfg);
        SearcherManager sm = new SearcherManager(w, null);
        Load.inParallel(4, k -> {
            for (int i = 0; i < 250; i++) {
                if (k < 2) {
                    Document d = new Document();
                    d.add(new StringField("id", k + "-" + i, Field.Store.YES));
                    d.add(new TextField(
                            "t", "the quick brown fox number " + i + " jumps over dog " + (i % 13), Field.Store.YES));
                    d.add(new NumericDocValuesField("n", i));
                    d.add(new IntPoint("p", i));
                    if (i % 10 == 0) w.updateDocument(new Term("id", k + "-" + (i / 2)), d);
                    else w.addDocument(d);
                    if (i % 60 == 0) w.commit();
                } else {
                    sm.maybeRefresh();
                    IndexSearcher s = sm.acquire();
                    try {
                        s.search(new TermQuery(new Term("t", "fox")), 10);
                        s.search(
                                new BooleanQuery.Builder()
                                        .add(new TermQuery(new Term("t", "" + (i % 13))), BooleanClause.Occur.SHOULD)
                                        .add(IntPoint.newRangeQuery("p", 3, 50), BooleanClause.Occur.MUST)
                                        .build(),
                                10,
                                new Sort(new SortField("n", SortField.Type.LONG)));
                        s.search(new PhraseQuery("t", "quick", "brown"), 3);
                    } finally {
                        sm.release(s);
                    }
                }
            }
        });
        w.forceMerge(1);
        ExecutorService ex = Executors.newFixedThreadPool(3);
        try (DirectoryReader r = DirectoryReader.open(w)) {
            IndexSearcher s = new IndexSearcher(r, ex);
            System.out.println(s.count(new MatchAllDocsQuery()) + " "
                    + s.search(new TermQuery(new Term("t", "fox")), 5).totalHits);
        }
        ex.shutdown();
        w.close();
        dir.close();
        // FSDirectory mmap
        java.nio.file.Path p = java.nio.file.Files.createTempDirectory("luc");
        Directory d2 = FSDirectory.open(p);
        IndexWriter w2 = new IndexWriter(d2, new IndexWriterConfig(new StandardAnalyzer()));
        Load.inParallel(2, k -> {
            for (int i = 0; i < 200; i++) {
                Document d = new Document();
                d.add(new TextField("t", "a b c " + i, Field.Store.YES));
                w2.addDocument(d);
            }
        });
        w2.close();
        DirectoryReader r = DirectoryReader.open(d2);
        IndexSearcher s = new IndexSearcher(r);
        Load.inParallel(3, k -> {
            for (int i = 0; i < 100; i++) s.search(new TermQuery(new Term("t", "" + i)), 3);
        });
        r.close();
    }
}
