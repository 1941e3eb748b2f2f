using System.Diagnostics;
using System.Globalization;
using Chat.Gemini.Upstream;

// A provider that costs next to nothing: streams canned tokens as Gemini does, so that only the system under test counts.
//
// usage: Gemini.Upstream [PORT=18803] [TOKENS=20] [GAP_MS=0]
//   POST .../models/MODEL:streamGenerateContent   the tokens; GEMINI_BASE_URL=http://127.0.0.1:PORT
//   GET  /control?tokens=20&gap=20                other tokens for what begins from then on
// The first token leaves at once, each further one a gap after it by the clock, so that late ones do not add up; without
// a gap all leave in one write. Bodies are made once; a request is read to its end and not looked at.
var port = Number(0, 18803);
var answer = new CannedAnswer(Number(1, 20), Number(2, 0));

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
var app = builder.Build();
app.MapGet(
    "/control",
    (int tokens, int gap) =>
    {
        answer = new CannedAnswer(tokens, gap);
        return $"tokens={tokens} gap={gap}\n";
    }
);
app.MapPost(
    "/{version}/models/{model}",
    async (string model, HttpContext context) =>
    {
        if (!model.EndsWith(":streamGenerateContent", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        // Or the connection could not be kept.
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.ContentType = "text/event-stream";
        var began = Stopwatch.GetTimestamp();
        foreach (var (due, bytes) in answer.Parts)
        {
            var wait = due - Stopwatch.GetElapsedTime(began);
            if (wait >= TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(wait, context.RequestAborted);
            }
            await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
        }
    }
);
await app.RunAsync();

int Number(int place, int otherwise) =>
    args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;
