namespace Grpc.Interop.Tests.Scripts;

/// <summary>Python modules made of interop.proto by Python's own protoc, in a folder that goes when disposed.</summary>
internal sealed class PythonStubs : IDisposable
{
    /// <summary>Debian's interpreter: its packages are not those of another python3 that comes first in PATH.</summary>
    public const string Interpreter = "/usr/bin/python3";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-interop-");

    private PythonStubs() { }

    public string Folder => _folder.FullName;

    public static async Task<PythonStubs> GenerateAsync(CancellationToken cancellationToken)
    {
        var stubs = new PythonStubs();
        var (code, _, error) = await Tool.RunAsync(
            Interpreter,
            [
                "-m",
                "grpc_tools.protoc",
                $"-I{Tool.Folder}",
                $"--python_out={stubs.Folder}",
                $"--grpc_python_out={stubs.Folder}",
                "interop.proto",
                "google/rpc/status.proto",
            ],
            cancellationToken
        );
        if (code == 0)
        {
            return stubs;
        }

        stubs.Dispose();
        throw new InvalidOperationException(
            $"grpc_tools.protoc failed; are python3-grpcio and python3-grpc-tools installed? {error}"
        );
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
