using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.Xcelsior.Rest;

/// <summary>Answers one kind of request.</summary>
internal delegate Task<Result<XcelsiorAnswer>> XcelsiorHandler(XcelsiorCall call, CancellationToken cancellationToken);
