using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Chat.ServiceDefaults.Grpc;

/// <summary>The reflection protocol of gRPC over the contracts this process serves.</summary>
internal sealed class GrpcReflectionService(ReflectionCatalog catalog) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream,
        IServerStreamWriter<ServerReflectionResponse> responseStream,
        ServerCallContext context
    )
    {
        var sent = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var request in requestStream.ReadAllAsync(context.CancellationToken))
        {
            var response = Answer(request, sent);
            response.ValidHost = request.Host;
            response.OriginalRequest = request;
            await responseStream.WriteAsync(response, context.CancellationToken);
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request, HashSet<string> sent) =>
        request.MessageRequestCase switch
        {
            ServerReflectionRequest.MessageRequestOneofCase.ListServices => ListServices(),
            ServerReflectionRequest.MessageRequestOneofCase.FileByFilename => Files(
                catalog.FindFile(request.FileByFilename),
                sent
            ),
            ServerReflectionRequest.MessageRequestOneofCase.FileContainingSymbol => Files(
                catalog.FindSymbol(request.FileContainingSymbol),
                sent
            ),
            _ => Failed(StatusCode.Unimplemented, "The contracts have no extensions."),
        };

    private ServerReflectionResponse ListServices()
    {
        var list = new ListServiceResponse();
        list.Service.AddRange(catalog.Services.Select(name => new ServiceResponse { Name = name }));
        return new ServerReflectionResponse { ListServicesResponse = list };
    }

    private static ServerReflectionResponse Files(FileDescriptor? file, HashSet<string> sent)
    {
        if (file is null)
        {
            return Failed(StatusCode.NotFound, "There is no such file or symbol.");
        }

        var files = new FileDescriptorResponse();
        AddWithImports(file, files, sent);
        return new ServerReflectionResponse { FileDescriptorResponse = files };
    }

    private static void AddWithImports(FileDescriptor file, FileDescriptorResponse files, HashSet<string> sent)
    {
        if (!sent.Add(file.Name))
        {
            return;
        }

        foreach (var import in file.Dependencies)
        {
            AddWithImports(import, files, sent);
        }

        files.FileDescriptorProto.Add(file.SerializedData);
    }

    private static ServerReflectionResponse Failed(StatusCode code, string message) =>
        new()
        {
            ErrorResponse = new ErrorResponse { ErrorCode = (int)code, ErrorMessage = message },
        };
}
