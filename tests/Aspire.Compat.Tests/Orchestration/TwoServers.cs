using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Compat.Tests.Orchestration;

/// <summary>Two replicas of a resource <c>server</c>, each of which answers with its process id.</summary>
internal static class TwoServers
{
    private const string Script = """
        import http.server, os
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(200)
                self.end_headers()
                self.wfile.write(str(os.getpid()).encode())
        http.server.HTTPServer(('127.0.0.1', int(os.environ['PORT'])), Handler).serve_forever()
        """;

    /// <summary>On return both are healthy.</summary>
    public static async Task<TestApp> StartAsync()
    {
        var test = await TestApp.StartAsync(app =>
            app.AddExecutable("server", "python3", "/", "-c", Script)
                .WithAnnotation(new ReplicaAnnotation(2))
                .WithHttpEndpoint(env: "PORT")
                .WithHttpHealthCheck("/")
        );
        await test.HealthyAsync("server");
        return test;
    }
}
