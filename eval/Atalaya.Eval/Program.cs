using System.Globalization;
using Atalaya.Eval;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args is ["plumes", ..] and not [_] ? Atalaya.Eval.Plumes.PlumeCommand.Run(args[1..]) : EvalRunner.Run(args);
