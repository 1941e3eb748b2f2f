namespace Grpc.Core;

/// <summary>A certificate chain with its private key, both in PEM. Immutable.</summary>
public sealed class KeyCertificatePair
{
    /// <summary>A pair.</summary>
    /// <exception cref="ArgumentNullException">A part is null.</exception>
    public KeyCertificatePair(string certificateChain, string privateKey)
    {
        ArgumentNullException.ThrowIfNull(certificateChain);
        ArgumentNullException.ThrowIfNull(privateKey);
        CertificateChain = certificateChain;
        PrivateKey = privateKey;
    }

    /// <summary>The certificate chain in PEM.</summary>
    public string CertificateChain { get; }

    /// <summary>The private key in PEM. A secret: never log it.</summary>
    public string PrivateKey { get; }
}
