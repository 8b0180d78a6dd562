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
            case ["--dev", var filter]:
                DevRun.Run(PlumeSets.Read(EvalContext.DataFolder()), filter);
                return 0;
            default:
                Console.Error.WriteLine("eval/run plumes [--list]");
                return 2;
        }
    }
}
