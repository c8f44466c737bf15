"use strict";
exports.id = 947;
exports.ids = [947];
exports.modules = {

/***/ 9947:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   seal: () => (/* binding */ seal)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var _noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(831);
/* harmony import */ var _noble_hashes_blake2_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4067);
// Seals a value to a public key so that only the key's owner can open it: libsodium's crypto_box_seal, which GitHub's secrets need.



const uint32 = (bytes) => new Uint32Array(Uint8Array.from(bytes).buffer);
/** Salsa20's constant. */
const SIGMA = uint32(Buffer.from("expand 32-byte k"));
const ZERO_NONCE = new Uint32Array(4);
/**
 * Ephemeral X25519 key, XSalsa20-Poly1305 under the shared key, nonce BLAKE2b-24 of both public keys.
 * @param publicKey 32 bytes, base64
 * @returns the ephemeral public key and the box, base64
 * @see https://doc.libsodium.org/public-key_cryptography/sealed_boxes
 */
function seal(value, publicKey) {
    const recipient = Buffer.from(publicKey, "base64");
    const theirs = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)({
        key: { kty: "OKP", crv: "X25519", x: recipient.toString("base64url") },
        format: "jwk",
    });
    const ours = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.generateKeyPairSync)("x25519");
    const ephemeral = Buffer.from(String(ours.publicKey.export({ format: "jwk" }).x), "base64url");
    const shared = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.diffieHellman)({ privateKey: ours.privateKey, publicKey: theirs });
    const key = new Uint32Array(8);
    (0,_noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_1__/* .hsalsa */ .bD)(SIGMA, uint32(shared), ZERO_NONCE, key);
    const nonce = (0,_noble_hashes_blake2_js__WEBPACK_IMPORTED_MODULE_2__/* .blake2b */ .Sx)(Buffer.concat([ephemeral, recipient]), { dkLen: 24 });
    const box = (0,_noble_ciphers_salsa_js__WEBPACK_IMPORTED_MODULE_1__/* .xsalsa20poly1305 */ .uT)(new Uint8Array(key.buffer), nonce).encrypt(Buffer.from(value));
    return Buffer.concat([ephemeral, box]).toString("base64");
}


/***/ })

};
;