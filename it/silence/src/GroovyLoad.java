public final class GroovyLoad {
    public static void main(String[] x) throws Exception {
        groovy.lang.GroovyShell sh = new groovy.lang.GroovyShell();
        groovy.lang.Script s = sh.parse(
                "import java.util.concurrent.*\nclass A { int n; def inc(){ synchronized(this){n++} } ; String toString(){\"A$n\"} }\ndef a=new A(); def ts=(1..4).collect{ k-> Thread.start{ 100.times{ a.inc(); [1,2,3].collect{it*2}.findAll{it>2}.sum(); \"x${it}\".toString().reverse() } } }; ts*.join(); assert a.n==400; def l=new CopyOnWriteArrayList(); def p=Executors.newFixedThreadPool(3); def fs=(1..50).collect{ v-> p.submit({ [a:v].each{k,q-> l<<q}; v*2 } as Callable) }; println fs*.get().sum(); p.shutdown()");
        s.run();
    }
}
