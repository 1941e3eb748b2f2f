using System.ComponentModel;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Chat.Inference.Fakes;

/// <summary>A real server of the Model Context Protocol, made with the official SDK.</summary>
internal sealed class McpHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StrongBox<Task> _answers;
    private readonly StrongBox<string> _authorization;

    /// <summary>How the tool <c>wait</c> fares.</summary>
    public McpWait Waiting => _app.Services.GetRequiredService<McpWait>();

    private McpHost(WebApplication app, StrongBox<Task> answers, StrongBox<string> authorization) =>
        (_app, _answers, _authorization, Url) = (app, answers, authorization, app.Urls.First() + "/mcp");

    /// <summary>Its address; stays when it is gone.</summary>
    public string Url { get; }

    /// <summary>What the last request showed for itself.</summary>
    public string Authorization => _authorization.Value!;

    /// <summary>From now on no request is answered before this.</summary>
    public void AnswerAfter(Task resumed) => _answers.Value = resumed;

    /// <param name="address">Where it listens; one with port 0 gets a free one.</param>
    /// <param name="more">Tools beside those of every test.</param>
    public static async Task<McpHost> StartAsync(
        string address = "http://127.0.0.1:0",
        params IReadOnlyList<McpServerTool> more
    )
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseUrls(address);
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging(logging => logging.ClearProviders());
        builder.Services.AddSingleton<McpWait>();
        builder.Services.AddMcpServer().WithHttpTransport().WithTools<Tools>().WithTools(more);
        var app = builder.Build();
        var answers = new StrongBox<Task>(Task.CompletedTask);
        var authorization = new StrongBox<string>("");
        app.Use(
            async (context, next) =>
            {
                authorization.Value = context.Request.Headers.Authorization.ToString();
                await answers.Value!.WaitAsync(context.RequestAborted);
                await next(context);
            }
        );
        app.UseRouting();
        app.MapMcp("/mcp");
        await app.StartAsync();
        return new McpHost(app, answers, authorization);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [McpServerToolType]
    private sealed class Tools
    {
        [McpServerTool(Name = "add"), Description("Adds two numbers.")]
        public static string Add(int a, int b) => $"{a + b}";

        [McpServerTool(Name = "tell"), Description("Tells what else came with the call.")]
        public static string Tell(RequestContext<CallToolRequestParams> call) => $"{call.Params!.Meta}";

        [McpServerTool(Name = "wait"), Description("Waits until it is cancelled.")]
        public static async Task<string> WaitAsync(McpWait wait, CancellationToken cancellationToken)
        {
            await using var registration = cancellationToken.Register(wait.Cancelled.SetResult);
            wait.Started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        }

        [McpServerTool(Name = "fail"), Description("Fails.")]
        public static string Fail() => throw new InvalidOperationException("internals");

        [McpServerTool(Name = "not.for.vendors"), Description("Has a name that vendors refuse.")]
        public static string Odd() => "";
    }
}
