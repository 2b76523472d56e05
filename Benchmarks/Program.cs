System.Console.WriteLine("DslManifolds benchmarks");
