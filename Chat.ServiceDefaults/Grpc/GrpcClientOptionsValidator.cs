using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Grpc;

[OptionsValidator]
internal sealed partial class GrpcClientOptionsValidator : IValidateOptions<GrpcClientOptions>;
