using System.Runtime.InteropServices;
using System.Text;
using Atalaya.Cli.Commands;
using Atalaya.Cli.Screen;

Console.OutputEncoding = new UTF8Encoding(false);
using var stop = new CancellationTokenSource();

// The first signal asks for an orderly end; a second one is left to the system.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return AtalayaCommand.Run(args, Terminal.OfProcess(), stop.Token);
