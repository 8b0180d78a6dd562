using Atalaya.Bench.Accords;
using Atalaya.Bench.Archives;
using Atalaya.Bench.Places;
using Atalaya.Bench.Plumes;

// bench/run archive [reports...]   end to end and by stage, against igzip; writes bench/results/archive.md. Without sizes: 4, 16 and 64 M, and a day of the Earth (half an hour, 10 GB)
// bench/run make FOLDER REPORTS    only makes the synthetic archive
// bench/run stages FOLDER          processor time by stage
// bench/run decode [FOLDER]        reading and cleaning of traces beside igzip; without a folder it makes one of a million reports
// bench/run one FOLDER OUT THREADS [managed] [keep-all]  one analysis in this process, without the native inflater, keeping every position; prints figures for the caller
// bench/run phases FOLDER OUT THREADS  the same, with processor time by phase and by thread
// bench/run zones                  look-ups of zones along tracks, beside NetTopologySuite; writes bench/results/zones.md
// bench/run log                    appends beside a raw write and fsync, proofs, a log of a million leaves; writes bench/results/log.md
// bench/run accord                 request to grant between two nodes, catching up with 100,000 records; writes bench/results/accord.md
// bench/run plumes                 seconds to one and to two sources, and by number of readings; writes bench/results/plumes.md
switch (args)
{
    case ["log"]:
        LogBench.Run();
        return 0;
    case ["accord"]:
        AccordBench.Run();
        return 0;
    case ["plumes"]:
        PlumeBench.Run();
        return 0;
    case ["zones"]:
        ZoneBench.Run();
        return 0;
    case ["make", var folder, var reports]:
        Console.WriteLine(new SyntheticDay(1).Write(folder, long.Parse(reports, System.Globalization.CultureInfo.InvariantCulture)));
        return 0;
    case ["one", var folder, var output, var threads, .. var words]:
        return OneAnalysis.Run(folder, output, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture), words);
    case ["phases", var folder, var output, var threads]:
        return Phases.Run(folder, output, int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture));
    case ["decode", var folder]:
        Atalaya.Bench.Decode.Run(folder, Console.Out);
        return 0;
    case ["decode"]:
        var made = Directory.CreateTempSubdirectory("atalaya-decode-").FullName;
        try
        {
            new SyntheticDay(1).Write(made, 1_000_000);
            Atalaya.Bench.Decode.Run(made, Console.Out);
        }
        finally
        {
            Directory.Delete(made, recursive: true);
        }

        return 0;
    case ["stages", var folder]:
        using (var stages = new StageTimes())
        {
            for (var i = 0; i < 2; i++)
            {
                foreach (var (stage, seconds) in stages.Measure(Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories)))
                    Console.WriteLine($"{stage}: {seconds:0.000} s");
            }
        }

        return 0;
    case []:
        ZoneBench.Run();
        PlumeBench.Run();
        LogBench.Run();
        AccordBench.Run();
        ArchiveBench.Run([]);
        return 0;
    case ["archive", .. var sizes]:
        ArchiveBench.Run([.. sizes.Select(static size => long.Parse(size, System.Globalization.CultureInfo.InvariantCulture))]);
        return 0;
    default:
        Console.Error.WriteLine($"No benchmark is called so: {string.Join(' ', args)}");
        return 2;
}
