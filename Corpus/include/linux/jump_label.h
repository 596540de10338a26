#ifndef CORPUS_LINUX_JUMP_LABEL_H
#define CORPUS_LINUX_JUMP_LABEL_H

#include <linux/atomic.h>

struct static_key {
	atomic_t enabled;
};

struct static_key_false {
	struct static_key key;
};

struct static_key_true {
	struct static_key key;
};

#define DEFINE_STATIC_KEY_FALSE(name) struct static_key_false name = { .key = { { 0 } } }
#define DEFINE_STATIC_KEY_TRUE(name) struct static_key_true name = { .key = { { 1 } } }
#define static_branch_unlikely(x) unlikely(atomic_read(&(x)->key.enabled) > 0)
#define static_branch_likely(x) likely(atomic_read(&(x)->key.enabled) > 0)

void static_key_slow_inc(struct static_key *key);
void static_key_slow_dec(struct static_key *key);
#define static_branch_inc(x) static_key_slow_inc(&(x)->key)
#define static_branch_dec(x) static_key_slow_dec(&(x)->key)

#endif
