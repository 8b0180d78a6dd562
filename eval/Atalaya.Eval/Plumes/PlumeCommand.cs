namespace Atalaya.Eval.Plumes;

/// <summary><c>eval/run plumes</c> with something more to say.</summary>
internal static class PlumeCommand
{
    public static int Run(string[] options)
    {
        switch (options)
        {
            case ["--list"]:
                return PlumeList.Run(EvalContext.DataFolder(), Console.Out) ? 0 : 1;
            case ["--only", var word]:
                PlumeEval.RunSome(word);
                return 0;
            case ["--calibrate"]:
                PlumeEval.Calibrate();
                return 0;
            default:
                Console.Error.WriteLine("eval/run plumes [--list | --only WORD | --calibrate]");
                Console.Error.WriteLine("  --list       what the loaders made of the sets, with their checks");
                Console.Error.WriteLine("  --only WORD  the cases whose set or release holds the word; writes nothing");
                Console.Error.WriteLine("  --calibrate  factors of calibration from the scores that eval/run plumes kept");
                return 2;
        }
    }
}
