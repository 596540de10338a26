// run: kernel-version=6.1
/*
 * A key ring whose lookup returns with the RCU section still open.
 *
 * Task 1, a user of a key, calls key_find, which opens the section, and then takes the key's mutex
 * before it closes it. Task 2 holds that mutex and waits in synchronize_rcu, in key_revoke: for the
 * section of task 1, which waits for the mutex.
 */

#include <linux/err.h>
#include <linux/mutex.h>
#include <linux/rculist.h>

struct key {
	struct list_head list;
	struct mutex lock;
	u32 id;
	u8 secret[32];
};

static LIST_HEAD(keys);
static DEFINE_MUTEX(keys_lock);

/* Opens a section that the caller has to close, if it returns a key. */
static struct key *key_find(u32 id)
{
	struct key *key;

	rcu_read_lock();
	list_for_each_entry_rcu(key, &keys, list)
		if (key->id == id)
			return key;
	rcu_read_unlock();
	return NULL;
}

int key_use_bad(u32 id, u8 *to)
{
	struct key *key = key_find(id);

	if (!key)
		return -ENOENT;
	mutex_lock(&key->lock); // expect: sleep-in-rcu confirmed
	memcpy(to, key->secret, sizeof(key->secret));
	mutex_unlock(&key->lock);
	rcu_read_unlock();
	return 0;
}

/* Busy is an answer too. */
int key_try_ok(u32 id, u8 *to)
{
	struct key *key = key_find(id);
	int err = -EBUSY;

	if (!key)
		return -ENOENT;
	if (mutex_trylock(&key->lock)) {
		memcpy(to, key->secret, sizeof(key->secret));
		mutex_unlock(&key->lock);
		err = 0;
	}
	rcu_read_unlock();
	return err;
}

/* Without a key there is no section. */
int key_insert_ok(struct key *new)
{
	if (key_find(new->id)) {
		rcu_read_unlock();
		return -EEXIST;
	}
	mutex_lock(&keys_lock);
	list_add_rcu(&new->list, &keys);
	mutex_unlock(&keys_lock);
	return 0;
}

void key_revoke(struct key *key)
{
	mutex_lock(&key->lock);
	list_del_rcu(&key->list);
	synchronize_rcu();
	memset(key->secret, 0, sizeof(key->secret));
	mutex_unlock(&key->lock);
}
