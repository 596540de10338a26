import Patches

/// A small tree, and patches against it.
enum PatchSample {
  static let store = """
    #include "store.h"

    int open_store(struct store *store)
    {
    	mutex_lock(&store->lock);
    	store->users++;
    	mutex_unlock(&store->lock);
    	return 0;
    }

    void close_store(struct store *store)
    {
    	mutex_lock(&store->lock);
    	store->users--;
    	mutex_unlock(&store->lock);
    }

    """

  static let files = [
    "drivers/store/store.c": store, "drivers/store/store.h": "struct store;\n",
    "drivers/store/dos.c": "int a;\r\nint b;\r\nint c;\r\n", "README": "a store\n",
  ]

  static func tree(_ files: [String: String] = files) -> PatchedTree {
    PatchedTree(tree: "linux") { path in files[path] }
  }

  /// Waits under the lock.
  static let wait = """
    diff --git a/drivers/store/store.c b/drivers/store/store.c
    --- a/drivers/store/store.c
    +++ b/drivers/store/store.c
    @@ -4,5 +4,6 @@ int open_store(struct store *store)
     {
     	mutex_lock(&store->lock);
     	store->users++;
    +	wait_for_completion(&store->ready);
     	mutex_unlock(&store->lock);
     	return 0;

    """
}
