// run: kernel-version=6.1
/*
 * Two objects of one class, in the order of their addresses, and a parent before its child.
 */

#include <linux/mutex.h>

struct account {
	struct mutex lock;
	struct account *parent;
	int balance;
};

void account_move_ok(struct account *from, struct account *to, int amount)
{
	if (from == to)
		return;
	if (from < to) {
		mutex_lock(&from->lock);
		mutex_lock_nested(&to->lock, SINGLE_DEPTH_NESTING);
	} else {
		mutex_lock(&to->lock);
		mutex_lock_nested(&from->lock, SINGLE_DEPTH_NESTING);
	}
	from->balance -= amount;
	to->balance += amount;
	mutex_unlock(&to->lock);
	mutex_unlock(&from->lock);
}

void account_charge_ok(struct account *account, int amount)
{
	struct account *parent = account->parent;

	mutex_lock(&parent->lock);
	mutex_lock_nested(&account->lock, SINGLE_DEPTH_NESTING);
	account->balance -= amount;
	parent->balance -= amount;
	mutex_unlock(&account->lock);
	mutex_unlock(&parent->lock);
}
