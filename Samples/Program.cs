System.Console.WriteLine("DslManifolds");
