package dev.muster.provisioning.cycle;

import java.util.Arrays;

/// Ids that a walk through a target has shown, eight bytes each: a million accounts take 16 MB at
/// most. Two ids may look the same once in 2⁶⁴; then an object that is gone is found gone by the
/// next walk.
final class SeenIds {
  private long[] slots = new long[1 << 10];
  private int size;

  void add(String id) {
    if (size * 2 > slots.length) {
      grow();
    }
    put(hash(id));
  }

  boolean has(String id) {
    var hash = hash(id);
    var slot = slot(hash);
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return true;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return false;
  }

  private void put(long hash) {
    var slot = slot(hash);
    while (slots[slot] != 0) {
      if (slots[slot] == hash) {
        return;
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    slots[slot] = hash;
    size++;
  }

  private void grow() {
    var before = slots;
    slots = new long[before.length * 2];
    size = 0;
    Arrays.stream(before).filter(hash -> hash != 0).forEach(this::put);
  }

  private int slot(long hash) {
    return (int) (hash >>> 32) & (slots.length - 1);
  }

  /// FNV-1a with a final mix; 0 marks a free slot.
  private static long hash(String id) {
    var hash = 0xcbf29ce484222325L;
    for (var i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
