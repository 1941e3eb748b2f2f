using Chat.Contracts.Sessions.V1;

namespace Chat.Inference.Speaking;

/// <summary>What the store tells while a reply is spoken. Called from the call's reader, one at a time.</summary>
internal interface ISpeakEvents
{
    /// <summary>The lease is held.</summary>
    void OnGranted(SpeakGranted granted);

    /// <summary>Stop generating, and commit what there is with this reason.</summary>
    void OnStop(string reason);
}
